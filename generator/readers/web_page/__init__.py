"""A saved web page: its visible lines, what its head says, and which of the lines are the article."""
