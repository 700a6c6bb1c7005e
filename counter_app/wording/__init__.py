"""Every sentence, plural, amount and date, in English, Italian and Greek; no Qt."""
