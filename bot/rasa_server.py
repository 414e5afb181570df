"""``python -m bot.rasa_server``: Rasa's server with one trained model, answering only when it is warm.

What ``rasa run`` does, without the other commands that it imports, and with four differences: a
model that cannot be loaded ends the process with a sentence instead of leaving a server without a
model; the action server has a time limit that fits a turn; the first message is parsed before the
port is opened; what an action sends back is checked with a validator that is made once. Started by ``bot.supervisor``.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

__all__ = ["main", "validate_with_one_validator"]

logger = logging.getLogger("bot.rasa_server")


def main(arguments: list[str] | None = None) -> None:
    """Serve until a signal comes."""
    parser = argparse.ArgumentParser(prog="python -m bot.rasa_server", description=__doc__)
    for name in ("model", "endpoints", "credentials"):
        parser.add_argument(f"--{name}", required=True)
    options = parser.parse_args(arguments)
    _import_fast()

    from settings import load

    settings = load()
    _configure_logging(settings.log_level)

    import rasa.core.run
    import rasa.core.utils
    import rasa.utils.endpoints

    # An action server that hangs would hold the conversation's lock for five minutes otherwise.
    rasa.utils.endpoints.DEFAULT_REQUEST_TIMEOUT = settings.turn_seconds
    validate_with_one_validator()
    endpoints = rasa.core.utils.AvailableEndpoints.read_endpoints(options.endpoints)
    channels = rasa.core.run.create_http_input_channels(None, options.credentials)
    app = rasa.core.run.configure_app(
        channels, enable_api=False, port=settings.rasa_port, endpoints=endpoints, response_timeout=settings.turn_seconds
    )
    app.config.MOTD = False
    app.register_listener(partial(_load, options.model, endpoints), "before_server_start")
    app.register_listener(rasa.core.run.close_resources, "after_server_stop")
    app.run(
        host=settings.host,
        port=settings.rasa_port,
        workers=rasa.core.utils.number_of_sanic_workers(endpoints.lock_store),
        access_log=False,
    )


def validate_with_one_validator() -> None:
    """Check what actions send back as Rasa does, but not the schema anew each time, which takes a third of a turn."""
    from jsonschema.exceptions import best_match
    from jsonschema.validators import validator_for
    from rasa.core.actions.action import RemoteAction

    schema = RemoteAction.action_response_format_spec()
    validator = validator_for(schema)(schema)

    def validated(_: RemoteAction, result: dict[str, Any]) -> bool:
        error = best_match(validator.iter_errors(result))
        if error is not None:
            raise error
        return True

    RemoteAction._validate_action_result = validated


def _import_fast() -> None:
    """Nearly all of a start is importing; these two lines halve it, from 11 to 5 seconds of processor time."""
    # Reads a model's classifier. On import it searches every module that is loaded, so: before there are thousands.
    importlib.import_module("skops.io")
    # TensorFlow imports jax to convert models, if it is there, which nobody does here.
    sys.modules.setdefault("jax", None)  # type: ignore[arg-type]


async def _load(model: str, endpoints: Any, app: Any, loop: AbstractEventLoop) -> None:
    """Load the model and parse one message, so that the first person does not wait for it."""
    from rasa.core.agent import load_agent

    try:
        agent = await load_agent(model_path=model, endpoints=endpoints, loop=loop)
        if agent.is_ready():  # what it could not load, Rasa has logged, and gone on without
            await agent.parse_message("refoulement")
    except Exception:
        logger.exception("The model could not be loaded.")
        agent = None
    if agent is None or not agent.is_ready():
        _end(f"The model {model} cannot be loaded; the lines before this say why. Train it again: attache train.")
    app.ctx.agent = agent


def _configure_logging(level: str) -> None:
    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.log_utils import configure_structlog

    os.environ.setdefault("LOG_LEVEL_LIBRARIES", "ERROR")
    number = getattr(logging, level)
    configure_logging_and_warnings(number, warn_only_once=True, filter_repeated_logs=True)
    configure_structlog(number)


def _end(sentence: str) -> None:
    """End at once with ``sentence`` as the last line: Sanic would make a traceback of an exception here."""
    sys.stdout.flush()
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()
    os._exit(1)


if __name__ == "__main__":
    main()
