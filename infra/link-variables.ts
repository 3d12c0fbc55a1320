/** Environment variables that issuing a download link needs; sending it takes `EMAIL_FROM` besides. */
export const linkVariables = ['PUBLIC_BASE_URL', 'LINK_KEY_ID', 'LINK_DAYS'] as const;
