"""Named tuples whose classes are made in less than half the time.

`typing.NamedTuple` looks into every annotation when a class is made, which takes longer than to make the class, and the
program makes a hundred of them at each start. Upon this `NamedTuple` they are written and behave the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    import sys
    from collections import namedtuple
    from types import GenericAlias
    from typing import Generic

    _RESERVED = frozenset(
        (
            "__new__",
            "__init__",
            "__slots__",
            "__getnewargs__",
            "_fields",
            "_field_defaults",
            "_make",
            "_replace",
            "_asdict",
        )
    )

    def _put_off(body):
        """The annotations that Python 3.14 and newer have not worked out yet, by name.

        There a class body has them ready only where its module begins with `from __future__ import annotations`.
        """
        if sys.version_info < (3, 14):
            return {}
        from annotationlib import Format, call_annotate_function, get_annotate_from_class_namespace

        work_out = get_annotate_from_class_namespace(body)
        return call_annotate_function(work_out, Format.FORWARDREF) if work_out else {}

    class _Maker(type):
        """Makes of the body of a class what `namedtuple` gives, with the same docstring, methods and properties."""

        def __new__(cls, name, bases, body):
            if not bases:
                return super().__new__(cls, name, bases, body)
            if not {*bases} <= {NamedTuple, Generic}:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
            if taken := _RESERVED & body.keys():
                raise AttributeError(f"Cannot overwrite NamedTuple attribute {min(taken)}")
            fields = [*(body["__annotations__"] if "__annotations__" in body else _put_off(body))]
            defaults = [field for field in fields if field in body]
            if defaults != fields[len(fields) - len(defaults) :]:
                raise TypeError(f"{name}: a field without a default follows one that has a default")
            made = namedtuple(name, fields, defaults=map(body.pop, defaults), module=body.pop("__module__"))
            if Generic in bases:
                made.__class_getitem__ = classmethod(GenericAlias)
            for key, value in body.items():
                setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Maker):
        """The base of classes whose annotated names are the fields of a tuple, as that of `typing` is."""

        __slots__ = ()
