/** Dossier data and a template become a PDF/A result; the page engine; pictures of pages. */
export { FIELD_NAME, LOCKED_FIELDS } from './field-names.ts';
export { renderResult } from './render-result.ts';
export { resultJsonSchema } from './result-record.ts';
export type { ResultInput } from './result-input.ts';
export { checkTemplateData, type DataCheck } from './template/check-data.ts';
export { textProblems } from './template/text-problem.ts';
export {
  findValidTemplate,
  listTemplates,
  loadTemplate,
  readTemplate,
  type Template,
  type TemplateSummary,
} from './template/load-template.ts';
export { readTemplateFile, TemplateInvalid } from './template/template-file.ts';
export { noFile } from './template/written-wrongly.ts';
export { templateProblems } from './template/check-template.ts';
export { RELEASE_FILE, releaseState, releaseSums } from './template/release.ts';
export { previewResult, type ResultPreview } from './preflight/preview-result.ts';
export { previewDossier, type DossierPreview, type PreviewDossierDeps } from './preflight/preview-dossier.ts';
export { templateDefinition } from './template/definition.ts';
export { prepareFonts } from './prepare-fonts.ts';
export { encodePng } from './png.ts';
export { PLACES, SIZES } from './blocks/decree-30.ts';
export { countPages, PageMissing, renderPageBitmap, renderPageImage } from './page-image.ts';

/** The page engine, for other documents than results. */
export { sharedTypeface, type Typeface } from './fonts/typeface.ts';
export { documentFonts, textIn, type Fonts } from './layout/inline.ts';
export { paginate, PieceTooTall, type PageGeometry } from './layout/paginate.ts';
export { paragraph, type Frame } from './layout/paragraph.ts';
export { sideBySide, spaced, stackHeight, type Piece } from './layout/piece.ts';
export { qrCode } from './layout/qr-code.ts';
export { horizontalRule } from './layout/rule.ts';
export { StructureElement } from './pdf/structure.ts';
export { millimetres, rounded } from './pdf/units.ts';
export { writeDocument } from './pdf/write-document.ts';
