/** Names (/T) of the fields every result has, from revision 0 on: the contract with the signing capability. */
export const FIELD_NAME = {
  number: 'number',
  date: 'date',
  official: 'official',
  agency: 'agency',
} as const;

/** The only field of an appendix in a file of its own: the agency's signature, shown as a block of text. */
export const APPENDIX_FIELD_NAME = 'appendix';

/** What the agency's signature locks. Named one by one: with /All a later archive timestamp would be forbidden. */
export const LOCKED_FIELDS = [
  FIELD_NAME.number,
  FIELD_NAME.date,
  FIELD_NAME.official,
  FIELD_NAME.agency,
] as const;
