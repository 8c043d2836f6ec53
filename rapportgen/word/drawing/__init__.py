"""What a consultant draws in Word and a report fills: sample tables for Gantt and risk matrix, and charts."""
