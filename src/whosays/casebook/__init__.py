"""What is kept: tables, migrations, Reader and Writer."""
