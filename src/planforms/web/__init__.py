"""The page for everyone who has no terminal: pure WSGI over ``api``; sockets, files and the clock are ``cli.serve``'s."""
