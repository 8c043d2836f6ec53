"""After the report: LibreOffice, page numbers, PDFs fit for archive, and pages to look at while one works."""
