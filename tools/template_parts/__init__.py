"""The parts that `build_templates.py` puts together into the Word templates.

`palette` holds colours and measures, `styles`, `numbering` and `theme` the looks, `wml` and `tables` write
WordprocessingML, `page` the cover, header and sections, and one module for each template says what stands in it.
"""
