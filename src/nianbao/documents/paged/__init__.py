"""What is on the pages of a .pdf: glyphs, rules, lines, tables, scans."""
