"""What pyHanko says of an archived file, offline: revocation demanded of every certificate, from the file's own store.

    python test/judges/pyhanko_archive.py ROOT.pem FILE…

Its command `adesverify` has no way to name the time of the document timestamp as the time to judge at, and refuses every
archive offline. Here a document timestamp is validated first; what is in the store is judged as of its time.
"""

import asyncio
import sys
from io import BytesIO
from pathlib import Path

from asn1crypto import pem, x509
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import (
    DocumentSecurityStore,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.errors import NoDSSFoundError, SignatureValidationError
from pyhanko_certvalidator import ValidationContext


def root_of(path):
    return x509.Certificate.load(pem.unarmor(Path(path).read_bytes())[2])


def context(reader, settings):
    try:
        return DocumentSecurityStore.read_dss(reader).as_validation_context(settings)
    except NoDSSFoundError:
        return ValidationContext(crls=[], ocsps=[], **settings)


def sound(status):
    return status.intact and status.valid and status.trusted


def outcome(status):
    if not sound(status):
        reason = status.trust_problem_indic if status.intact and status.valid else None
        return f"not valid ({reason.name})" if reason else "not valid"
    changes = status.modification_level.name
    return f"valid ({changes})" if status.bottom_line else f"changed ({changes})"


async def judge(path, root):
    reader = PdfFileReader(BytesIO(Path(path).read_bytes()))
    settings = {"trust_roots": [root], "allow_fetching": False}
    # The last timestamp's own certificate has no later proof: whether it is revoked now, only its authority knows.
    trusting = ValidationContext(**settings)
    said = []
    for stamp in reversed(reader.embedded_timestamp_signatures):
        status = await async_validate_pdf_timestamp(stamp, trusting)
        said.append("timestamp valid" if sound(status) else "timestamp not valid")
        settings["moment"] = status.timestamp
        settings["revocation_mode"] = "require"
        trusting = context(reader, settings)
    settings["revocation_mode"] = "require"
    for signature in reader.embedded_regular_signatures:
        both = context(reader, settings), context(reader, settings)
        status = await async_validate_pdf_signature(signature, *both)
        said.append(f"{signature.field_name} {outcome(status)}")
    return "; ".join(sorted(said, reverse=True))


def verdict(path, root):
    return asyncio.run(judge(path, root))


if __name__ == "__main__":
    trusted = root_of(sys.argv[1])
    for file in sys.argv[2:]:
        try:
            said = verdict(file, trusted)
        except (PdfReadError, SignatureValidationError) as refusal:
            said = f"refused ({type(refusal).__name__})"
        print(f"{Path(file).name}: {said}")
