"""What sensors have in common that learn from examples beside them: how they are trained, kept and loaded."""

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.training_data.training_data import TrainingData


class LearntSensor(EntityExtractorMixin, GraphComponent):
    """A component that notes on messages what it has learnt to tell; registered as an extractor, which adds none.

    A subclass says how to learn, and how what was learnt is written to a folder of the model and read from it. Until it
    is trained or loaded, _learnt is None.
    """

    def __init__(self, storage: ModelStorage, resource: Resource, learnt: Any = None):
        self._storage, self._resource, self._learnt = storage, resource, learnt

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "LearntSensor":
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "LearntSensor":
        with model_storage.read_from(resource) as folder:
            sensor = cls(model_storage, resource, cls.read(folder))
        sensor.make_ready()
        return sensor

    def train(self, training_data: TrainingData) -> Resource:
        self._learnt = self.learn(training_data)
        with self._storage.write_to(self._resource) as folder:
            self.write(folder)
        return self._resource

    @classmethod
    def learn(cls, training_data: TrainingData) -> Any:
        """What the examples teach."""
        raise NotImplementedError

    @classmethod
    def read(cls, folder: Path) -> Any:
        """What was written there."""
        raise NotImplementedError

    def write(self, folder: Path) -> None:
        """Writes what was learnt."""
        raise NotImplementedError

    def make_ready(self) -> None:
        """Does what can be done before the first person asks; nothing, where a subclass does not say what."""
