/** A text without the byte order mark that some systems put before it. */
export const withoutByteOrderMark = (text: string): string => text.replace(/^\uFEFF/, '')
