"""Side-by-side measurements of rapportgen and a plain openpyxl + docxtpl script: `python -m benchmarks`."""
