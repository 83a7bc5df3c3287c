//! The message loop: requests and notifications from the editor.

use std::collections::HashMap;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidCloseTextDocument, DidOpenTextDocument, Exit, Notification as _, PublishDiagnostics,
};
use lsp_types::request::{
    CodeActionRequest, Completion, DocumentSymbolRequest, Formatting, GotoDefinition, HoverRequest, Initialize,
    PrepareRenameRequest, References, Rename, Request as _, Shutdown,
};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionOrCommand, CodeActionProviderCapability, CompletionOptions,
    CompletionResponse, DocumentSymbolResponse, GotoDefinitionResponse, HoverProviderCapability, InitializeParams,
    InitializeResult, Location, OneOf, PublishDiagnosticsParams, RenameOptions, ServerCapabilities, ServerInfo,
    TextDocumentSyncCapability, TextDocumentSyncKind, Uri,
};
use serde_json::Value;

use crate::{Document, Encoding};

/// The language id. Some editors know only their own languages and send all plain text.
const LANGUAGE: &str = "charter";

/// Serves an editor until it exits or disconnects. Returns whether it requested a shutdown first, as the protocol requires.
pub fn serve(connection: &Connection) -> bool {
    let mut server = Server { connection, documents: HashMap::new(), encoding: None, shut_down: false };
    for message in &connection.receiver {
        match message {
            Message::Request(request) => {
                let response = server.handle_request(request);
                server.send(Message::Response(response));
            }
            Message::Notification(notification) if notification.method == Exit::METHOD => return server.shut_down,
            Message::Notification(notification) => server.handle_notification(notification),
            // The server sends no requests.
            Message::Response(_) => {}
        }
    }
    server.shut_down
}

struct Server<'c> {
    connection: &'c Connection,
    documents: HashMap<String, Document>,
    /// Negotiated by `initialize`.
    encoding: Option<Encoding>,
    shut_down: bool,
}

/// The code and message of a failed request.
type RequestFailure = (ErrorCode, String);

impl Server<'_> {
    fn send(&self, message: Message) {
        // A disconnected editor needs no response, and the loop ends by itself.
        let _ = self.connection.sender.send(message);
    }

    fn handle_request(&mut self, request: Request) -> Response {
        let Request { id, method, params } = request;
        match self.result(&method, params) {
            Ok(result) => Response { id, result: Some(result), error: None },
            Err((code, message)) => Response::new_err(id, code as i32, message),
        }
    }

    fn result(&mut self, method: &str, params: Value) -> Result<Value, RequestFailure> {
        if method == Initialize::METHOD {
            return self.initialize(params);
        }
        if self.encoding.is_none() {
            let message = "the first request must be `initialize`".to_owned();
            return Err((ErrorCode::ServerNotInitialized, message));
        }
        if self.shut_down {
            return Err((ErrorCode::InvalidRequest, "the server has been shut down".to_owned()));
        }
        match method {
            Shutdown::METHOD => {
                self.shut_down = true;
                Ok(Value::Null)
            }
            Formatting::METHOD => reply::<Formatting>(params, |params| {
                Ok(self.document(&params.text_document.uri).map(crate::formatting))
            }),
            DocumentSymbolRequest::METHOD => reply::<DocumentSymbolRequest>(params, |params| {
                let document = self.document(&params.text_document.uri);
                Ok(document.map(|document| DocumentSymbolResponse::Nested(crate::outline(document))))
            }),
            CodeActionRequest::METHOD => reply::<CodeActionRequest>(params, |params| {
                let actions =
                    self.document(&params.text_document.uri).map(|document| crate::code_actions(document, &params));
                Ok(actions.map(|actions| actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()))
            }),
            HoverRequest::METHOD => reply::<HoverRequest>(params, |params| {
                let at = params.text_document_position_params;
                Ok(self.document(&at.text_document.uri).and_then(|document| crate::hover(document, at.position)))
            }),
            Completion::METHOD => reply::<Completion>(params, |params| {
                let at = params.text_document_position;
                let document = self.document(&at.text_document.uri);
                Ok(document.map(|document| CompletionResponse::Array(crate::completions(document, at.position))))
            }),
            GotoDefinition::METHOD => reply::<GotoDefinition>(params, |params| {
                let at = params.text_document_position_params;
                let range =
                    self.document(&at.text_document.uri).and_then(|document| crate::definition(document, at.position));
                Ok(range.map(|range| GotoDefinitionResponse::Scalar(Location::new(at.text_document.uri, range))))
            }),
            References::METHOD => reply::<References>(params, |params| {
                let at = params.text_document_position;
                let declared = params.context.include_declaration;
                let ranges = self
                    .document(&at.text_document.uri)
                    .map(|document| crate::references(document, at.position, declared));
                let located = |range| Location::new(at.text_document.uri.clone(), range);
                Ok(ranges.map(|ranges| ranges.into_iter().map(located).collect()))
            }),
            PrepareRenameRequest::METHOD => reply::<PrepareRenameRequest>(params, |at| {
                let document = self.document(&at.text_document.uri);
                let range = document.map(|document| crate::prepare_rename(document, at.position)).transpose();
                range.map_err(rename_failure)
            }),
            Rename::METHOD => reply::<Rename>(params, |params| {
                let at = params.text_document_position;
                let document = self.document(&at.text_document.uri);
                let edits = document.map(|document| crate::rename(document, at.position, &params.new_name)).transpose();
                let changes = |edits| crate::code_actions::changes(&at.text_document.uri, edits);
                Ok(edits.map_err(rename_failure)?.map(changes))
            }),
            _ => Err((ErrorCode::MethodNotFound, format!("`{method}` is nothing that bywhen answers"))),
        }
    }

    fn initialize(&mut self, params: Value) -> Result<Value, RequestFailure> {
        if self.encoding.is_some() {
            return Err((ErrorCode::InvalidRequest, "the server has been initialized already".to_owned()));
        }
        let params: InitializeParams = serde_json::from_value(params).map_err(invalid)?;
        let encoding = Encoding::negotiate(&params);
        self.encoding = Some(encoding);
        serialized(InitializeResult {
            capabilities: capabilities(encoding),
            server_info: Some(ServerInfo {
                name: "bywhen".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        })
    }

    fn document(&self, uri: &Uri) -> Option<&Document> {
        self.documents.get(uri.as_str())
    }

    /// Handles a notification. Invalid ones are ignored, as the protocol requires.
    fn handle_notification(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        match method.as_str() {
            DidOpenTextDocument::METHOD => {
                if let Some(opened) = parse_params::<DidOpenTextDocument>(params).map(|params| params.text_document)
                    && (opened.language_id == LANGUAGE || opened.uri.as_str().ends_with(".charter"))
                {
                    self.read(opened.uri, opened.version, opened.text);
                }
            }
            DidChangeTextDocument::METHOD => {
                if let Some(params) = parse_params::<DidChangeTextDocument>(params)
                    && self.document(&params.text_document.uri).is_some()
                    // Synchronization is full, so that the last change has the whole text.
                    && let Some(change) = params.content_changes.into_iter().rfind(|change| change.range.is_none())
                {
                    self.read(params.text_document.uri, params.text_document.version, change.text);
                }
            }
            DidCloseTextDocument::METHOD => {
                if let Some(params) = parse_params::<DidCloseTextDocument>(params)
                    && self.documents.remove(params.text_document.uri.as_str()).is_some()
                {
                    self.publish(PublishDiagnosticsParams::new(params.text_document.uri, Vec::new(), None));
                }
            }
            _ => {}
        }
    }

    fn read(&mut self, uri: Uri, version: i32, text: String) {
        let Some(encoding) = self.encoding else { return };
        let document = Document::new(text, encoding);
        let diagnostics = crate::diagnostics(&document, &uri);
        self.documents.insert(uri.as_str().to_owned(), document);
        self.publish(PublishDiagnosticsParams::new(uri, diagnostics, Some(version)));
    }

    fn publish(&self, params: PublishDiagnosticsParams) {
        self.send(Message::Notification(Notification::new(PublishDiagnostics::METHOD.to_owned(), params)));
    }
}

fn capabilities(encoding: Encoding) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Kind(TextDocumentSyncKind::FULL)),
        document_formatting_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            ..CodeActionOptions::default()
        })),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(vec![" ".to_owned(), "\"".to_owned()]),
            ..CompletionOptions::default()
        }),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: lsp_types::WorkDoneProgressOptions::default(),
        })),
        ..ServerCapabilities::default()
    }
}

/// Parses the parameters of a request and serializes its result.
fn reply<R: lsp_types::request::Request>(
    params: Value,
    answer: impl FnOnce(R::Params) -> Result<R::Result, RequestFailure>,
) -> Result<Value, RequestFailure> {
    serialized(answer(serde_json::from_value(params).map_err(invalid)?)?)
}

fn parse_params<N: lsp_types::notification::Notification>(params: Value) -> Option<N::Params> {
    serde_json::from_value(params).ok()
}

fn serialized(result: impl serde::Serialize) -> Result<Value, RequestFailure> {
    serde_json::to_value(result).map_err(|error| (ErrorCode::InternalError, error.to_string()))
}

fn invalid(error: serde_json::Error) -> RequestFailure {
    (ErrorCode::InvalidParams, error.to_string())
}

/// A valid request that cannot be carried out: the editor shows the message.
fn rename_failure(error: bywhen::language::RenameError) -> RequestFailure {
    (ErrorCode::RequestFailed, error.to_string())
}
