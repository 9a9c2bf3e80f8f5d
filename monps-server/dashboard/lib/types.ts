import type { components } from "./schema";

// The words of the API, as its document has them.
type Schemas = components["schemas"];

export type Account = Schemas["Account"];
export type Adapter = Schemas["Adapter"];
export type Analytics = Schemas["Analytics"];
export type Balance = Schemas["Balance"];
export type BankrollStats = Schemas["BankrollStats"];
export type Bet = Schemas["Bet"];
export type BetChange = Schemas["BetChange"];
export type BetImport = Schemas["BetImport"];
export type BetImportReport = Schemas["BetImportReport"];
export type BetImportRow = Schemas["BetImportRow"];
export type BetTrace = Schemas["BetTrace"];
export type BookmakerStats = Schemas["BookmakerStats"];
export type Calibration = Schemas["Calibration"];
export type CalibrationBin = Schemas["CalibrationBin"];
export type CashMove = Schemas["CashMove"];
export type DayStats = Schemas["DayStats"];
export type Dispute = Schemas["Dispute"];
export type EquityPoint = Schemas["EquityPoint"];
export type EventResult = Schemas["EventResult"];
export type Evidence = Schemas["Evidence"];
export type ExposureTo = Schemas["ExposureTo"];
export type Feed = Schemas["Feed"];
export type GlobalStats = Schemas["GlobalStats"];
export type GroupStats = Schemas["GroupStats"];
export type HistorySeries = Schemas["HistorySeries"];
export type LatestOdds = Schemas["LatestOdds"];
export type Leg = Schemas["Leg"];
export type Match = Schemas["Match"];
export type MatchAlias = Schemas["MatchAlias"];
export type MatchJoin = Schemas["MatchJoin"];
export type MatchReview = Schemas["MatchReview"];
export type MatchSummary = Schemas["MatchSummary"];
export type MonthStats = Schemas["MonthStats"];
export type NewBet = Schemas["NewBet"];
export type Opportunity = Schemas["Opportunity"];
export type Plugin = Schemas["Plugin"];
export type ResultReport = Schemas["ResultReport"];
export type SayResult = Schemas["SayResult"];
export type Setting = Schemas["Setting"];
export type Sure = Schemas["Sure"];
export type Venue = Schemas["Venue"];
export type VenuePreset = Schemas["VenuePreset"];

/** A decimal as the API sends it, or nothing where it is not known. */
export type Figure = number | null | undefined;
