/** What the command line says. */
export interface MockSettings {
  port: number;
  host: string;
  deliverTo?: URL;
  token?: string;
  channel?: string;
  /** The file of a scenario. */
  sender?: string;
  seed?: number;
  json: boolean;
}
