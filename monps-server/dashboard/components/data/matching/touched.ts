/** What has to be asked again when matches were joined or parted: bets, prices and findings move with them. */
export const TOUCHED = ["matching", "results", "odds", "opportunities", "bets"] as const;
