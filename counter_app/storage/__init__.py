"""The encrypted embedded store; the only package that knows SQLAlchemy and the driver."""
