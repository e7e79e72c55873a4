/** What a command prints, and how it ends: 0 for yes, 1 for no, 2 where it could not be asked. */
export interface Answer {
  code: 0 | 1 | 2;
  text: string;
}
