"""Signed files by pyHanko, for our verifier to accept or refuse: legitimate updates by another hand.

Run by `npm run judge` (into .local/judges) and, by hand, to renew test/fixtures/signed-by-pyhanko:

    .local/judges/venv/bin/python test/judges/make-signed-files.py test/fixtures/signed-by-pyhanko
"""

import shutil
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import ocsp as asn1_ocsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils import generic, writer
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers, timestamps
from pyhanko.sign.fields import MDPPerm, SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, SimpleSigner
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

SIGNED_AT = datetime.now(timezone.utc).replace(microsecond=0)
NOT_BEFORE = SIGNED_AT - timedelta(days=30)
NOT_AFTER = SIGNED_AT + timedelta(days=20 * 365)


class Authority:
    def __init__(self):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = self.named("Gốc của pyHanko")
        self.certificate = self.issue(self.name, self.key.public_key(), authority=True)

    @staticmethod
    def named(common_name):
        return x509.Name(
            [
                x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Phép thử"),
                x509.NameAttribute(NameOID.COMMON_NAME, common_name),
            ]
        )

    def issue(self, subject, key, authority=False, usage=None):
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOT_BEFORE)
            .not_valid_after(NOT_AFTER)
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False
            )
            .add_extension(
                x509.KeyUsage(
                    digital_signature=not authority,
                    content_commitment=not authority and usage is None,
                    key_encipherment=False,
                    data_encipherment=False,
                    key_agreement=False,
                    key_cert_sign=authority,
                    crl_sign=authority,
                    encipher_only=False,
                    decipher_only=False,
                ),
                critical=True,
            )
        )
        if usage is not None:
            builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=True)
        return builder.sign(self.key, hashes.SHA256())

    def status(self, certificate):
        response = (
            ocsp.OCSPResponseBuilder()
            .add_response(
                cert=certificate,
                issuer=self.certificate,
                algorithm=hashes.SHA1(),
                cert_status=ocsp.OCSPCertStatus.GOOD,
                this_update=SIGNED_AT,
                next_update=SIGNED_AT + timedelta(days=2),
                revocation_time=None,
                revocation_reason=None,
            )
            .responder_id(ocsp.OCSPResponderEncoding.HASH, self.certificate)
            .certificates([self.certificate])
            .sign(self.key, hashes.SHA256())
        )
        return asn1_ocsp.OCSPResponse.load(response.public_bytes(serialization.Encoding.DER))

    def signer(self, common_name, key, prefer_pss=False):
        certificate = self.issue(self.named(common_name), key.public_key())
        return certificate, SimpleSigner(
            signing_cert=asn1_of(certificate),
            signing_key=key_of(key),
            cert_registry=SimpleCertificateStore.from_certs([asn1_of(self.certificate)]),
            prefer_pss=prefer_pss,
        )


def asn1_of(certificate):
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def key_of(key):
    der = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return asn1_keys.PrivateKeyInfo.load(der)


def blank(stream_xrefs, with_form=True):
    out = writer.PdfFileWriter(stream_xrefs=stream_xrefs)
    page = writer.PageObject(
        contents=out.add_object(generic.StreamObject(stream_data=b"0.9 g 100 700 300 40 re f")),
        media_box=generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 595, 842)]),
        resources=generic.DictionaryObject(),
    )
    page_ref = out.insert_page(page)
    if with_form:
        text = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/Widget"),
                pdf_name("/FT"): pdf_name("/Tx"),
                pdf_name("/T"): pdf_string("number"),
                pdf_name("/F"): generic.NumberObject(4),
                pdf_name("/DA"): pdf_string("/Helv 12 Tf 0 g"),
                pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(n) for n in (100, 600, 300, 620)]),
                pdf_name("/P"): page_ref,
            }
        )
        text_ref = out.add_object(text)
        out.root["/AcroForm"] = out.add_object(
            generic.DictionaryObject({pdf_name("/Fields"): generic.ArrayObject([text_ref])})
        )
        out.register_annotation(page_ref, text_ref)
    result = BytesIO()
    out.write(result)
    return result


def linearized(pdf):
    with tempfile.TemporaryDirectory() as folder:
        plain, linear = Path(folder, "plain.pdf"), Path(folder, "linear.pdf")
        plain.write_bytes(pdf.getvalue())
        subprocess.run(["qpdf", "--linearize", "--object-streams=generate", plain, linear], check=True)
        return BytesIO(linear.read_bytes())


def with_field(pdf, name, box=(100, 200, 300, 260), **options):
    out = IncrementalPdfFileWriter(pdf)
    fields.append_signature_field(out, SigFieldSpec(name, box=box, **options))
    out.write_in_place()
    return pdf


def filled(pdf, value):
    out = IncrementalPdfFileWriter(pdf)
    field_ref = out.root["/AcroForm"]["/Fields"].raw_get(0)
    field = field_ref.get_object()
    field["/V"] = pdf_string(value)
    look = RawContent(f"/Tx BMC q BT /Helv 12 Tf 2 4 Td ({value}) Tj ET Q EMC".encode())
    look.set_writer(out)
    stream = generic.StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"),
            pdf_name("/Subtype"): pdf_name("/Form"),
            pdf_name("/BBox"): generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 200, 20)]),
        },
        stream_data=look.render(),
    )
    field["/AP"] = generic.DictionaryObject({pdf_name("/N"): out.add_object(stream)})
    out.mark_update(field_ref.reference)
    out.write_in_place()
    return pdf


def with_signature(pdf, signer, timestamper, context=None, new_field=None, **options):
    use_lta = context is not None
    meta = PdfSignatureMetadata(
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        embed_validation_info=use_lta,
        use_pades_lta=use_lta,
        validation_context=context,
        **options,
    )
    return PdfSigner(meta, signer=signer, timestamper=timestamper, new_field_spec=new_field).sign_pdf(
        IncrementalPdfFileWriter(pdf), in_place=True
    )


def main(out):
    out.mkdir(parents=True, exist_ok=True)
    authority = Authority()
    official_cert, official = authority.signer("Người ký thứ nhất", ec.generate_private_key(ec.SECP256R1()))
    agency_cert, agency = authority.signer("Người ký thứ hai", rsa.generate_private_key(65537, 2048))
    tsa_key = rsa.generate_private_key(65537, 2048)
    tsa_cert = authority.issue(authority.named("Giờ"), tsa_key.public_key(), usage=ExtendedKeyUsageOID.TIME_STAMPING)
    timestamper = timestamps.DummyTimeStamper(
        tsa_cert=asn1_of(tsa_cert),
        tsa_key=key_of(tsa_key),
        certs_to_embed=SimpleCertificateStore.from_certs([asn1_of(authority.certificate)]),
        fixed_dt=SIGNED_AT,
    )

    def context():
        return ValidationContext(
            trust_roots=[asn1_of(authority.certificate)],
            ocsps=[authority.status(each) for each in (official_cert, agency_cert, tsa_cert)],
            allow_fetching=False,
            moment=SIGNED_AT,
            time_tolerance=timedelta(hours=1),
        )

    files = {}

    lta = blank(stream_xrefs=False)
    with_signature(lta, official, timestamper, context(), field_name="official")
    files["archived"] = lta

    again = BytesIO(lta.getvalue())
    PdfTimeStamper(timestamper).update_archival_timestamp_chain(PdfFileReader(again), context(), in_place=True)
    files["archived-twice"] = again

    compressed = blank(stream_xrefs=True)
    with_signature(compressed, agency, timestamper, context(), field_name="agency")
    files["archived-compressed"] = compressed

    form = with_field(blank(stream_xrefs=False), "agency")
    with_signature(form, official, timestamper, field_name="official", certify=True, docmdp_permissions=MDPPerm.FILL_FORMS)
    filled(form, "07-GPXD")
    with_signature(form, agency, timestamper, context(), field_name="agency", reason="Cấp phép")
    files["filled-and-signed"] = form

    further = blank(stream_xrefs=True)
    with_signature(further, official, timestamper, new_field=SigFieldSpec("first", box=(100, 500, 300, 560)), field_name="first")
    with_signature(further, agency, timestamper, context(), new_field=SigFieldSpec("second", box=(100, 400, 300, 460)), field_name="second")
    files["signed-again"] = further

    over = blank(stream_xrefs=False)
    with_signature(over, official, timestamper, field_name="official", certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
    filled(over, "99-GPXD")
    files["filled-though-forbidden"] = over

    if shutil.which("qpdf"):
        linear = linearized(blank(stream_xrefs=False))
        with_signature(linear, official, timestamper, context(), field_name="official")
        files["linearized"] = linear

    for name, pdf in files.items():
        (out / f"{name}.pdf").write_bytes(pdf.getvalue())
    pem = authority.certificate.public_bytes(serialization.Encoding.PEM)
    (out / "root.pem").write_bytes(pem)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
