/** Names of the form fields every result has; the page engine makes them, empty, in revision 0. */
export const FIELD = { number: 'number', date: 'date', official: 'official', agency: 'agency' } as const;

/** What the agency's signature locks, by name. */
export const LOCKED_FIELDS = [FIELD.number, FIELD.date, FIELD.official, FIELD.agency] as const;

/** The only field of an appendix in a file of its own. */
export const APPENDIX_FIELD = 'appendix';
