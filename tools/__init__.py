"""What keeps the project's environments: run by `make`, never by the app."""
