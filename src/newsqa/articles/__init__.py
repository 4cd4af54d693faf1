"""Files and folders to articles."""

from newsqa.articles.reading import Problem, Reading, find_files, read_file

__all__ = ["Problem", "Reading", "find_files", "read_file"]
