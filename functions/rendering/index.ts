/** Dossier data and a template become a PDF/A result; the page engine; pictures of pages. */
export { FIELD_NAME, LOCKED_FIELDS } from './field-names.ts';
export { renderResult } from './render-result.ts';
export type { ResultInput } from './result-input.ts';
export { checkTemplateData, type DataCheck } from './template/check-data.ts';
export { listTemplates, loadTemplate, type Template, type TemplateSummary } from './template/load-template.ts';
export { renderPageImage, countPages } from './page-image.ts';
