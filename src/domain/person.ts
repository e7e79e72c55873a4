/** Someone in Slack, with the name they had at the time. */
export interface Person {
  id: string;
  name: string;
}
