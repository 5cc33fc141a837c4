package demarc.app.signals.source.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/// Connects to one address, whatever the name in front of it means by then. TLS goes on top of it, and still checks the name.
final class OneAddress extends SocketFactory {
    private final InetAddress address;

    OneAddress(InetAddress address) {
        this.address = address;
    }

    @Override public Socket createSocket() {
        return new Socket() {
            @Override public void connect(SocketAddress to, int timeout) throws IOException {
                super.connect(new InetSocketAddress(address, ((InetSocketAddress) to).getPort()), timeout);
            }
        };
    }

    @Override public Socket createSocket(String host, int port) throws IOException {
        return new Socket(address, port);
    }

    @Override public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return new Socket(address, port, from, fromPort);
    }

    @Override public Socket createSocket(InetAddress host, int port) throws IOException {
        return new Socket(address, port);
    }

    @Override public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return new Socket(address, port, from, fromPort);
    }
}
