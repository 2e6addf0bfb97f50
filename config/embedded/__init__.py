"""The services of a house that runs on one machine: Postgres and Valkey under `var/`."""
