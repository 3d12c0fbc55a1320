"""What pyHanko takes for the same work: python bench/measure-pyhanko.py FOLDER TIMES, the answer in JSON, milliseconds
of processor time."""

import json
import sys
import time
from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

sys.path.insert(0, "test/judges")
from pyhanko_archive import root_of, verdict  # noqa: E402

folder, times = Path(sys.argv[1]), int(sys.argv[2])


def processor_time(run):
    run()
    begun = time.process_time()
    for _ in range(times):
        run()
    return round((time.process_time() - begun) * 1000 / times, 3)


def sign(kind):
    signer = signers.SimpleSigner.load(str(folder / f"{kind}.key"), str(folder / f"{kind}.pem"))
    pdf = (folder / "result.pdf").read_bytes()
    metadata = signers.PdfSignatureMetadata(
        field_name="official", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )
    signers.PdfSigner(metadata, signer).sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)))


def verify():
    said = verdict(folder / "archived.pdf", root_of(folder / "root.pem"))
    if said.count(" valid") != 3:
        raise SystemExit(f"pyHanko does not accept the file: {said}")


print(json.dumps({"rsa": processor_time(lambda: sign("rsa")), "ec": processor_time(lambda: sign("ec")), "verify": processor_time(verify)}))
