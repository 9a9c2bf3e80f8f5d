/** Where preferences are kept in the browser: read before the first paint, and by the application. */
export const STORAGE_KEY = "monps.preferences";
