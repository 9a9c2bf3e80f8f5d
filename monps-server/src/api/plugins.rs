//! `/plugins`: adapters that somebody else wrote, what they ask for and how they do.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use monps_adapters::component::{ComponentError, PluginState, PluginView, Plugins};
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, Enum, Object, OpenApi, Tags};

use super::error::ApiError;
use super::json::JsonBody;
use super::text::Text;

#[derive(Tags)]
enum Tag {
    /// Adapters that somebody else wrote
    Plugins,
}

/// What became of a plugin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename = "PluginState", rename_all = "lowercase")]
enum StateView {
    /// It can be asked.
    Running,
    /// It waits for somebody to allow what it asks for.
    Waiting,
    /// It broke down too often and is left alone until it is replaced or reloaded.
    Quarantined,
    /// It was refused; `problem` says why.
    Refused,
}

/// A plugin.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "Plugin")]
pub struct PluginBody {
    /// Its id, by which feeds name it as their adapter.
    id: String,
    /// Its name.
    name: String,
    /// The version of the file that lies in the folder.
    version: String,
    /// One sentence on what it brings.
    summary: String,
    /// The content hash of that file, in hexadecimal.
    sha256: String,
    /// The version that is asked; null while none is.
    running_version: Option<String>,
    /// What became of it.
    state: StateView,
    /// What it asks for, a sentence each.
    asks: Vec<String>,
    /// What of that is not allowed yet.
    waits_for: Vec<String>,
    /// Why the file that lies there does not run, and what to do.
    problem: Option<String>,
    /// How it does.
    health: PluginHealth,
}

/// What a plugin took and gave since the server started.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct PluginHealth {
    /// Conversations begun.
    conversations: u64,
    /// Steps taken.
    steps: u64,
    /// Conversations that it gave up with a reason.
    faults: u64,
    /// Conversations that ended because it broke down or was stopped.
    traps: u64,
    /// How many of them in a row, up to now.
    traps_in_a_row: u32,
    /// Prices handed over.
    quotes: u64,
    /// Things that were left out because they cannot be.
    skipped: u64,
    /// Lines of its log that were dropped.
    log_dropped: u64,
    /// Time spent in it, in microseconds.
    busy_us: u64,
    /// The most memory that a conversation took, in bytes.
    memory_bytes_peak: u64,
    /// What the last breakdown was.
    last_trap: Option<String>,
}

/// A plugin to put into the folder.
#[derive(Clone, Debug, Object)]
#[oai(deny_unknown_fields)]
pub struct NewPlugin {
    /// The content hash, in hexadecimal: what arrived is what was meant.
    sha256: Text<64, 64>,
    /// The component in base64; larger ones than a body may be (10 MiB) are installed with
    /// `monps plugin install`.
    component: String,
    /// Its minisign signature, the whole file; asked for where keys are trusted.
    signature: Option<String>,
}

/// A permission.
#[derive(Clone, Debug, Object)]
#[oai(deny_unknown_fields)]
pub struct Approval {
    /// The content hash of the plugin that was looked at: another file is not allowed by mistake.
    sha256: Text<64, 64>,
}

/// A plugin that was taken into the folder.
#[derive(Debug, ApiResponse)]
pub enum Taken {
    /// It lies there, and runs once it is allowed what it asks for.
    #[oai(status = 201)]
    Created(Json<PluginBody>),
}

/// `/plugins`.
#[derive(Debug)]
pub struct PluginsApi {
    plugins: Arc<Plugins>,
}

impl PluginsApi {
    /// Over a folder of plugins.
    #[must_use]
    pub const fn new(plugins: Arc<Plugins>) -> Self {
        Self { plugins }
    }

    /// Where something may be compiled, not on a thread that answers.
    async fn aside(
        &self,
        work: impl FnOnce(&Plugins) -> Result<PluginView, ComponentError> + Send + 'static,
    ) -> Result<PluginBody, ApiError> {
        let plugins = Arc::clone(&self.plugins);
        let done = tokio::task::spawn_blocking(move || work(&plugins)).await;
        let view = done.map_err(ApiError::internal)?.map_err(refused)?;
        Ok(PluginBody::from(&view))
    }
}

#[OpenApi(tag = "Tag::Plugins")]
impl PluginsApi {
    /// Every plugin of the folder
    #[oai(path = "/plugins", method = "get", operation_id = "listPlugins")]
    async fn list(&self) -> Json<Vec<PluginBody>> {
        Json(self.plugins.list().iter().map(PluginBody::from).collect())
    }

    /// Puts a plugin into the folder
    ///
    /// In the place of the one of its id, if there is one. It runs once it is allowed what it asks for; a
    /// new version that asks for no more than the last one runs at once.
    #[oai(path = "/plugins", method = "post", operation_id = "uploadPlugin")]
    async fn upload(&self, body: JsonBody<NewPlugin>) -> Result<Taken, ApiError> {
        let NewPlugin { sha256, component, signature } = body.0;
        let bytes = STANDARD.decode(component.as_bytes()).map_err(|error| {
            ApiError::invalid_field("component", format!("is not base64: {error}"))
        })?;
        let install =
            move |plugins: &Plugins| plugins.install(&bytes, sha256.as_str(), signature.as_deref());
        Ok(Taken::Created(Json(self.aside(install).await?)))
    }

    /// A plugin: what it asks for and how it does
    #[oai(path = "/plugins/:id", method = "get", operation_id = "getPlugin")]
    async fn one(&self, id: Path<Text<64, 1>>) -> Result<Json<PluginBody>, ApiError> {
        let id = id.0.as_str();
        let view = self
            .plugins
            .view(id)
            .ok_or_else(|| refused(ComponentError::Unknown { id: id.to_owned() }))?;
        Ok(Json(PluginBody::from(&view)))
    }

    /// Allows a plugin what it asks for
    #[oai(path = "/plugins/:id/approve", method = "post", operation_id = "approvePlugin")]
    async fn approve(
        &self,
        id: Path<Text<64, 1>>,
        body: JsonBody<Approval>,
    ) -> Result<Json<PluginBody>, ApiError> {
        let (id, seen) = (id.0.into_inner(), body.0.sha256);
        Ok(Json(self.aside(move |plugins| plugins.approve(&id, seen.as_str())).await?))
    }

    /// Takes the file of a plugin anew, and asks one again that was left alone
    #[oai(path = "/plugins/:id/reload", method = "post", operation_id = "reloadPlugin")]
    async fn reload(&self, id: Path<Text<64, 1>>) -> Result<Json<PluginBody>, ApiError> {
        let id = id.0.into_inner();
        Ok(Json(self.aside(move |plugins| plugins.reload(&id)).await?))
    }
}

/// What is wrong with a plugin is the sender's to mend; a folder that cannot be written is ours.
fn refused(error: ComponentError) -> ApiError {
    let said = crate::error_chain::Chain(&error).to_string();
    match error {
        ComponentError::Unknown { id } => {
            ApiError::not_found("plugin_not_found", format!("There is no plugin {id:?}."))
        }
        ComponentError::Hash { .. } => ApiError::conflict("plugin_changed", said),
        ComponentError::Taken { .. } => ApiError::conflict("plugin_id_taken", said),
        ComponentError::Io { .. } | ComponentError::Engine { .. } => ApiError::internal(error),
        _ => ApiError::invalid_field("component", said),
    }
}

impl From<&PluginView> for PluginBody {
    fn from(view: &PluginView) -> Self {
        let tally = &view.tally;
        Self {
            id: view.id.clone(),
            name: view.name.clone(),
            version: view.version.clone(),
            summary: view.summary.clone(),
            sha256: view.sha256.clone(),
            running_version: view.running_version.clone(),
            state: match view.state {
                PluginState::Running => StateView::Running,
                PluginState::Waiting => StateView::Waiting,
                PluginState::Quarantined => StateView::Quarantined,
                PluginState::Refused => StateView::Refused,
            },
            asks: view.asks.clone(),
            waits_for: view.waits_for.clone(),
            problem: view.problem.clone(),
            health: PluginHealth {
                conversations: tally.conversations,
                steps: tally.steps,
                faults: tally.faults,
                traps: tally.traps,
                traps_in_a_row: tally.traps_in_a_row,
                quotes: tally.quotes,
                skipped: tally.skipped,
                log_dropped: tally.log_dropped,
                busy_us: u64::try_from(tally.busy.as_micros()).unwrap_or(u64::MAX),
                memory_bytes_peak: tally.memory_bytes_peak,
                last_trap: tally.last_trap.clone(),
            },
        }
    }
}
