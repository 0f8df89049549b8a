"""The app as a folder of files, with Python in the browser: `make site`."""
