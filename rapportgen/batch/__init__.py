"""Many reports in one go, from a folder of workbooks or a manifest.

    from rapportgen.batch import Request, make_batch

    batch = make_batch(Request("arbeidsboeker", quarter="2Q 2024"), Path("rapporter"))
    print(batch.count("laget"), batch.count("feilet"))

`plan` says which reports there are to be, `pool` has them made in processes, `work` makes them, `journal` keeps account
of what is done, and `overview` sums up. Where files are at addresses, `remote` makes the batch in a `mirror` of them,
and `staged` its reports; `cluster` has them made on many machines.
"""

from rapportgen.batch.jobs import Job as Job
from rapportgen.batch.jobs import Record as Record
from rapportgen.batch.jobs import Result as Result
from rapportgen.batch.journal import Request as Request
from rapportgen.batch.pool import Stop as Stop
from rapportgen.batch.run import Batch as Batch
from rapportgen.batch.run import Hands as Hands
from rapportgen.batch.run import Watch as Watch
from rapportgen.batch.run import last_request as last_request
from rapportgen.batch.run import make_batch as make_batch
