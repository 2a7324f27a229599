"""What every room of the pages shares: the template environment, the shell, lists and how things are named."""
