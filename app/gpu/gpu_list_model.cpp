// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu/gpu_list_model.h"

#include "models/local_path.h"

#include <QLocale>

#include <algorithm>

namespace peripheral {

namespace {

QString kindText(plm::GpuKind kind) {
    switch (kind) {
    case plm::GpuKind::Integrated:
        return GpuListModel::tr("integrated");
    case plm::GpuKind::Discrete:
        return GpuListModel::tr("a card of its own");
    case plm::GpuKind::Virtual:
        return GpuListModel::tr("virtual");
    case plm::GpuKind::Cpu:
        return GpuListModel::tr("a program on the processor");
    case plm::GpuKind::Other:
        break;
    }
    return {};
}

QString factsOf(const plm::GpuDevice& device) {
    QStringList facts{kindText(device.kind)};
    if (device.memoryBytes > 0)
        facts << QLocale().formattedDataSize(static_cast<qint64>(device.memoryBytes), 1,
                                             QLocale::DataSizeSIFormat);
    facts << shownText(device.driver) << shownText(device.driverVersion);
    facts.removeAll(QString());
    return facts.join(QStringLiteral(" · "));
}

QString sentenceOf(const plm::KnownGpu& gpu, const std::string& shape) {
    if (gpu.trouble)
        return shownText(gpu.trouble->reason);
    const auto found = std::find_if(gpu.measures.begin(), gpu.measures.end(),
                                    [&](const plm::GpuMeasure& one) { return one.modelShape == shape; });
    return found == gpu.measures.end() ? QString() : shownText(found->reason);
}

} // namespace

int GpuListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : count();
}

QVariant GpuListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const plm::KnownGpu& gpu = m_gpus[static_cast<std::size_t>(index.row())];
    switch (role) {
    case ExecutorRole:
        return QStringLiteral("vulkan:%1").arg(gpu.device.number);
    case Qt::DisplayRole:
    case NameRole:
        return QString::fromStdString(plm::nameOf(gpu.device));
    case FactsRole:
        return factsOf(gpu.device);
    case SentenceRole:
        return sentenceOf(gpu, m_shape);
    case SkippedRole:
        return gpu.trouble.has_value();
    default:
        return {};
    }
}

QHash<int, QByteArray> GpuListModel::roleNames() const {
    return {{ExecutorRole, "executor"},
            {NameRole, "name"},
            {FactsRole, "facts"},
            {SentenceRole, "sentence"},
            {SkippedRole, "skipped"}};
}

void GpuListModel::show(const plm::GpuRecords& records, const std::string& modelShape) {
    beginResetModel();
    m_gpus = records.gpus;
    m_shape = modelShape;
    endResetModel();
    emit countChanged();
}

} // namespace peripheral

#include "moc_gpu_list_model.cpp"
