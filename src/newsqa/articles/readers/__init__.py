"""One file for each kind of document: bytes in, drafts of articles out, each on a library that knows the format."""
