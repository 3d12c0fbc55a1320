/** What a reader sees about a document without opening it. */
export interface DocumentMetadata {
  readonly title: string;
  readonly author: string;
  readonly createdAt: Date;
}

export const PRODUCER = 'Kết quả';

const NAMESPACES = [
  ['rdf', 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'],
  ['dc', 'http://purl.org/dc/elements/1.1/'],
  ['xmp', 'http://ns.adobe.com/xap/1.0/'],
  ['pdf', 'http://ns.adobe.com/pdf/1.3/'],
  ['pdfaid', 'http://www.aiim.org/pdfa/ns/id/'],
  ['pdfuaid', 'http://www.aiim.org/pdfua/ns/id/'],
  ['pdfaExtension', 'http://www.aiim.org/pdfa/ns/extension/'],
  ['pdfaSchema', 'http://www.aiim.org/pdfa/ns/schema#'],
  ['pdfaProperty', 'http://www.aiim.org/pdfa/ns/property#'],
] as const;

/** PDF/A-3 wants every schema it does not know described; that of the PDF/UA identifier is one. */
const PDF_UA_SCHEMA =
  '<pdfaExtension:schemas><rdf:Bag><rdf:li><rdf:Description pdfaSchema:schema="PDF/UA" ' +
  'pdfaSchema:namespaceURI="http://www.aiim.org/pdfua/ns/id/" pdfaSchema:prefix="pdfuaid">' +
  '<pdfaSchema:property><rdf:Seq><rdf:li pdfaProperty:name="part" pdfaProperty:valueType="Integer" ' +
  'pdfaProperty:category="internal" pdfaProperty:description="PDF/UA part"/></rdf:Seq></pdfaSchema:property>' +
  '</rdf:Description></rdf:li></rdf:Bag></pdfaExtension:schemas>';

const NAMESPACE_ENTRIES = NAMESPACES.map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`).join('');

/** The XMP packet that declares PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1). */
export function xmpPacket({ title, author, createdAt }: DocumentMetadata): string {
  const moment = `${createdAt.toISOString().slice(0, 19)}Z`;
  return (
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">' +
    `<rdf:RDF${NAMESPACE_ENTRIES}><rdf:Description rdf:about="" dc:format="application/pdf" ` +
    `xmp:CreateDate="${moment}" xmp:ModifyDate="${moment}" pdf:Producer="${PRODUCER}" ` +
    'pdfaid:part="3" pdfaid:conformance="A" pdfuaid:part="1">' +
    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>` +
    `<dc:creator><rdf:Seq><rdf:li>${escaped(author)}</rdf:li></rdf:Seq></dc:creator>` +
    '<dc:language><rdf:Bag><rdf:li>vi-VN</rdf:li></rdf:Bag></dc:language>' +
    `${PDF_UA_SCHEMA}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
  );
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
