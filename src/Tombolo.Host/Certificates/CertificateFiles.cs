using System.Diagnostics.Metrics;
using System.Net.Security;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tombolo.Host.Observability;
using Tombolo.Server.Observability;

namespace Tombolo.Host.Certificates;

/// <summary>
/// The certificate of an operator, taken from its files anew when they change: new handshakes get the new one, connections stay. The files
/// are read every few seconds and compared, because file events miss what certificate tools do (they swap links, also of folders above).
/// SIGHUP reads at once. What cannot be used is left alone: the old certificate stays, and health and log say so.
/// </summary>
internal sealed partial class CertificateFiles : BackgroundService, IReadinessCheck
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WarnBefore = TimeSpan.FromDays(7);

    private readonly string _certificatePath;
    private readonly string _keyPath;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _hangup = new(0);
    private ILogger _logger = Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;
    private CertificateChain _current;
    private (string Certificates, string Key) _seen;
    private volatile bool _isKept;

    /// <exception cref="CryptographicException">The files cannot be used.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public CertificateFiles(string certificatePath, string keyPath, TimeProvider time)
    {
        _certificatePath = certificatePath;
        _keyPath = keyPath;
        _time = time;
        _seen = ReadFiles();
        _current = CertificateChain.Read(_seen.Certificates, _seen.Key);
    }

    public SslStreamCertificateContext Context => Volatile.Read(ref _current).Context;

    /// <summary>Joins it to the host it was made for.</summary>
    public CertificateFiles Attach(ILoggerFactory loggers, IMeterFactory meters)
    {
        _logger = loggers.CreateLogger<CertificateFiles>();
        meters.Create(HostMetrics.MeterName).CreateObservableGauge(
            "tombolo.certificate.time_left", () => (Volatile.Read(ref _current).NotAfter - _time.GetUtcNow()).TotalSeconds, "s", "Until the certificate expires.");
        return this;
    }

    public ValueTask<HealthFinding?> LookAsync(CancellationToken cancellationToken)
    {
        var left = Volatile.Read(ref _current).NotAfter - _time.GetUtcNow();
        var reason = left <= TimeSpan.Zero ? "certificate_expired" : _isKept ? "certificate_kept" : left < WarnBefore ? "certificate_expires" : null;
        return ValueTask.FromResult(reason is null ? null : new HealthFinding(reason, IsFatal: false));
    }

    public override void Dispose()
    {
        base.Dispose();
        _hangup.Dispose();
    }

    /// <summary>Reads the files; true when a new certificate is in use.</summary>
    internal bool Look()
    {
        try
        {
            var found = ReadFiles();
            if (found == _seen)
            {
                return false;
            }

            _seen = found;
            Volatile.Write(ref _current, CertificateChain.Read(found.Certificates, found.Key));
            _isKept = false;
            HostMetrics.CertificateLoaded();
            LogLoaded(_current.NotAfter);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            if (!_isKept || exception is CryptographicException)
            {
                HostMetrics.CertificateKept();
                LogKept(exception.GetType().Name);
            }

            _isKept = true;
            return false;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var signal = PosixSignalRegistration.Create(PosixSignal.SIGHUP, hangup =>
        {
            hangup.Cancel = true;
            _hangup.Release();
        });
        try
        {
            while (true)
            {
                using var next = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                await Task.WhenAny(_hangup.WaitAsync(next.Token), Task.Delay(Interval, _time, next.Token));
                stoppingToken.ThrowIfCancellationRequested();
                await next.CancelAsync();
                Look();
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private (string Certificates, string Key) ReadFiles() => (File.ReadAllText(_certificatePath), File.ReadAllText(_keyPath));

    [LoggerMessage(4101, LogLevel.Information, "A new certificate is in use; it expires {NotAfter:u}.")]
    private partial void LogLoaded(DateTimeOffset notAfter);

    [LoggerMessage(4102, LogLevel.Warning, "The files of the certificate changed and cannot be used ({Reason}); the old certificate stays in use.")]
    private partial void LogKept(string reason);
}
