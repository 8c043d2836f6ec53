"""The signs that delimit tags for Jinja: noncharacters, allowed in XML and found in no document."""

OUT_START, OUT_END, BLOCK_START, BLOCK_END, NOTE_START, NOTE_END = "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5"
