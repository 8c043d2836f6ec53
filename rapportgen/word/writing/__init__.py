"""What a running template writes: values as finished XML, and the parts that one report adds."""
