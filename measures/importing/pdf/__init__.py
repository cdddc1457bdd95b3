"""Foreign PDFs: letters and drawn lines of a page to paragraphs and raw tables."""
