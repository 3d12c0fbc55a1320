/** Environment variables that issuing and sending a download link needs. */
export const linkVariables = ['PUBLIC_BASE_URL', 'LINK_KEY_ID', 'LINK_DAYS', 'EMAIL_FROM'] as const;
