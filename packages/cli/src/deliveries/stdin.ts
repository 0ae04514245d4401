/** The name that stands for stdin. A file of that name is `./-`. */
export const stdin = "-";
