"""Tags as people type them in Word: found, repaired, paired, and put where they can repeat."""
