"""For whoever runs the server: mail, backups, readiness."""
