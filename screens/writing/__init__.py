"""What a long text is written with: its marks, and phrases of one's own."""
