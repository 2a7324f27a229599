"""What the archive adds to the pages that people write."""
