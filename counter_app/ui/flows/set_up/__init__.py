"""Setting a store up as a screen machine: steps, answers, and what each step shows."""
