//! `monps import bets`: bets from a table.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use monps_core::bet::Channel;

use super::super::CommandError;
use super::super::say;
use super::super::table::table;
use super::ImportError;
use crate::app::bets::Bets;
use crate::app::imports::{BetImports, FILE_BYTES_MAX, Field, Mapping, Plan, PlannedRow, RowState};
use crate::app::ledger::Ledger;
use crate::app::problem::Problem;
use crate::app::settings::{Settings, SettingsOptions};
use crate::clock::Clock;
use crate::collector::VenueDefaults;
use crate::config::Config;
use crate::serve::OpeningOfSettings;

/// Who did it, in the audit trail.
const ACTOR: &str = "import";

/// A file of bets.
#[derive(Args, Debug)]
pub struct ImportBets {
    /// A CSV file with a header: commas, semicolons or tabs.
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Which column holds a field, where its heading does not tell: `odds=cote finale`.
    #[arg(long = "map", value_name = "FIELD=COLUMN", value_parser = mapped)]
    columns: Vec<(Field, String)>,

    /// The bookmaker of all rows, where no column tells.
    #[arg(long, value_name = "NAME")]
    bookmaker: Option<String>,

    /// The currency of all rows, where no column tells.
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,

    /// The sport of all rows, where no column tells.
    #[arg(long, value_name = "SPORT")]
    sport: Option<String>,

    /// How they were placed.
    #[arg(long, value_name = "CHANNEL")]
    channel: Option<Channel>,

    /// The login at the bookmaker.
    #[arg(long, value_name = "LOGIN")]
    login: Option<String>,

    /// Play money.
    #[arg(long)]
    paper: bool,

    /// `03/04/2026` is the fourth of March.
    #[arg(long)]
    month_first: bool,

    /// Say what each row would become, and write nothing.
    #[arg(long)]
    dry_run: bool,
}

fn mapped(text: &str) -> Result<(Field, String), String> {
    let (field, column) = text.split_once('=').ok_or("FIELD=COLUMN is wanted")?;
    Ok((field.trim().parse()?, column.trim().to_owned()))
}

impl ImportBets {
    pub(super) async fn run(&self, config: &Config) -> Result<ExitCode, CommandError> {
        let unreadable = |source| ImportError::Unreadable { path: self.file.clone(), source };
        let bytes = std::fs::metadata(&self.file).map_err(unreadable)?.len();
        if bytes > FILE_BYTES_MAX as u64 {
            return Err(format!(
                "{} has {bytes} bytes: at most {FILE_BYTES_MAX}",
                self.file.display()
            )
            .into());
        }
        let text = std::fs::read(&self.file).map_err(unreadable)?;
        let imports = service(config).await?;
        let mut plan = imports.plan(&text, &self.mapping()).await.map_err(told)?;
        plan.check().map_err(told)?;
        if !self.dry_run {
            plan = imports.carry_out(plan, ACTOR).await.map_err(told)?;
        }
        print(&plan);
        Ok(if plan.totals.refused == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    fn mapping(&self) -> Mapping {
        Mapping {
            columns: self.columns.clone(),
            bookmaker: self.bookmaker.clone(),
            currency: self.currency.clone(),
            sport: self.sport.clone(),
            channel: self.channel.map(|channel| channel.as_str().to_owned()),
            login: self.login.clone(),
            paper: self.paper,
            month_first: self.month_first,
        }
    }
}

async fn service(config: &Config) -> Result<BetImports, CommandError> {
    let (store, clock) = (config.database().open().await?, Clock::system());
    let options = SettingsOptions {
        secret_key_file: config.secret_key_file(),
        odds_api_key: config.secrets.odds_api_key.clone(),
    };
    let settings = Settings::open(Arc::clone(&store), clock.clone(), options).await?;
    let opening = Arc::new(OpeningOfSettings(Arc::new(settings)));
    let ledger = Ledger::new(Arc::clone(&store), clock.clone(), opening, VenueDefaults::default());
    let bets = Bets::new(Arc::clone(&store), clock, Arc::new(ledger));
    Ok(BetImports::new(store, Arc::new(bets)))
}

/// A problem with the words of each of its fields.
pub(super) fn told(problem: Problem) -> CommandError {
    match problem {
        Problem::Invalid { faults } => faults
            .iter()
            .map(|fault| format!("{}: {}", fault.field, fault.message))
            .collect::<Vec<_>>()
            .join("; ")
            .into(),
        problem => problem.into(),
    }
}

fn print(plan: &Plan) {
    let columns: Vec<String> =
        plan.columns.iter().map(|(field, column)| format!("{field} = {column}")).collect();
    say::line(format_args!("columns: {}", columns.join(", ")));
    if !plan.ignored.is_empty() {
        say::line(format_args!("not used: {}", plan.ignored.join(", ")));
    }
    let rows = plan.rows.iter().map(row).collect();
    let header = ["line", "", "match", "selection", "odds", "stake", "result", "payout", "remarks"];
    say::line(table(&header, &[0, 4, 5, 7], rows));
    let totals = &plan.totals;
    say::line(format_args!(
        "{} rows: {} new, {} imported, {} known, {} refused; {} with remarks",
        totals.rows, totals.new, totals.imported, totals.known, totals.refused, totals.remarked
    ));
    for (currency, stakes) in &totals.stakes {
        let of = |sums: &[(String, rust_decimal::Decimal)]| {
            let found = sums.iter().find(|(known, _)| known == currency);
            found.map_or_else(|| "0".to_owned(), |(_, sum)| sum.normalize().to_string())
        };
        say::line(format_args!(
            "{currency}: stakes {}, profit {} as recorded, {} at the prices",
            stakes.normalize(),
            of(&totals.profit),
            of(&totals.profit_at_price)
        ));
    }
}

fn row(row: &PlannedRow) -> Vec<String> {
    let mut remarks: Vec<String> = row.remarks.iter().map(ToString::to_string).collect();
    let state = match &row.state {
        RowState::New => "new".to_owned(),
        RowState::Imported(id) => format!("bet {id}"),
        RowState::Known(id) => format!("known: bet {id}"),
        RowState::Repeated(line) => format!("as line {line}"),
        RowState::Refused(faults) => {
            remarks
                .extend(faults.iter().map(|fault| format!("{}: {}", fault.field, fault.message)));
            "refused".to_owned()
        }
    };
    let said = row.said.as_ref();
    let text = |of: fn(&crate::app::imports::Recorded) -> String| said.map(of).unwrap_or_default();
    vec![
        row.line.to_string(),
        state,
        text(|said| said.event.clone()),
        text(|said| said.selection.clone()),
        text(|said| said.odds.to_string()),
        text(|said| format!("{} {}", said.stake, said.currency)),
        text(|said| said.result.clone()),
        text(|said| said.payout.map_or_else(String::new, |payout| payout.to_string())),
        remarks.join("; "),
    ]
}
