"""The page for everyone who has no terminal: pure WSGI over ``api``; ``cli.serve`` gives it sockets and files."""
