"""Charts as inline SVG: exact numbers in, one line of markup out, without a word or colour of their own."""
