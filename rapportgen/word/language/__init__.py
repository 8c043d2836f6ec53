"""What an expression may be and give: names, filters, formats and words; what is wrong with it, in words."""
